-- What commit 961fe6d left behind, level 0001: written by its state package.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE outbox (
	id VARCHAR(128) NOT NULL, 
	workspace VARCHAR(32) NOT NULL, 
	channel VARCHAR(32) NOT NULL, 
	person VARCHAR(32) NOT NULL, 
	message TEXT NOT NULL, 
	afterwards TEXT, 
	private BOOLEAN NOT NULL, 
	response_url TEXT, 
	response_url_until FLOAT, 
	attempts INTEGER NOT NULL, 
	due_at FLOAT NOT NULL, 
	leased_until FLOAT NOT NULL, 
	created_at FLOAT NOT NULL, 
	done_at FLOAT, 
	PRIMARY KEY (id)
);
INSERT INTO "outbox" VALUES('posted','T0LOCAL','C0ENGINEERING','U0RECRUITER','{}',NULL,0,NULL,1.79596885099073553084e+09,1,1.79596705099073028566e+09,1.79596706599073028566e+09,1.79596705099073028566e+09,1.79596705099073028566e+09);
INSERT INTO "outbox" VALUES('waiting','T0LOCAL','C0ENGINEERING','U0RECRUITER','{"text":"waiting of level 0001","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"waiting of level 0001"}}]}',NULL,0,'https://hooks.slack.example/response/1',1.795968851013604641e+09,0,1.79596705099073028566e+09,0.0,1.79596705099073028566e+09,NULL);
INSERT INTO "outbox" VALUES('postponed','T0LOCAL','C0ENGINEERING','U0RECRUITER','{"text":"postponed of level 0001","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"postponed of level 0001"}}]}',NULL,0,'https://hooks.slack.example/response/1',1.79596885101757383347e+09,0,1.79596705099073028566e+09,0.0,1.79596705099073028566e+09,NULL);
CREATE TABLE unanswered (
	id INTEGER NOT NULL, 
	workspace VARCHAR(32) NOT NULL, 
	question TEXT NOT NULL, 
	asked_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "unanswered" VALUES(1,'T0LOCAL','zeppelins',1.79596705099073028566e+09);
CREATE INDEX unanswered_by_time ON unanswered (asked_at);
CREATE INDEX outbox_due ON outbox (done_at, due_at);
COMMIT;
