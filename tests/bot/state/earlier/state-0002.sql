-- What commit b4352b5 left behind, level 0002: written by its state package.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE claims (
	event VARCHAR(64) NOT NULL, 
	workspace VARCHAR(32) NOT NULL, 
	claimed_at FLOAT NOT NULL, 
	PRIMARY KEY (event)
);
INSERT INTO "claims" VALUES('Ev0LEVEL','T0LOCAL',1.79596745807365393635e+09);
CREATE TABLE drafts (
	workspace VARCHAR(32) NOT NULL, 
	person VARCHAR(32) NOT NULL, 
	answers TEXT NOT NULL, 
	updated_at FLOAT NOT NULL, 
	PRIMARY KEY (workspace, person)
);
INSERT INTO "drafts" VALUES('T0LOCAL','U0RECRUITER','{"estate":"cms"}',1.79596745807365393635e+09);
CREATE TABLE feedback (
	workspace VARCHAR(32) NOT NULL, 
	person VARCHAR(32) NOT NULL, 
	entry VARCHAR(64) NOT NULL, 
	helpful BOOLEAN NOT NULL, 
	word TEXT, 
	given_at FLOAT NOT NULL, 
	PRIMARY KEY (workspace, person, entry)
);
INSERT INTO "feedback" VALUES('T0LOCAL','U0RECRUITER','role/php-developer',0,NULL,1.79596745807365393635e+09);
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
INSERT INTO "outbox" VALUES('posted','T0LOCAL','C0ENGINEERING','U0RECRUITER','{}',NULL,0,NULL,1.79596925807365918152e+09,1,1.79596745807365393635e+09,1.79596747307365393634e+09,1.79596745807365393635e+09,1.79596745807365393635e+09);
INSERT INTO "outbox" VALUES('waiting','T0LOCAL','C0ENGINEERING','U0RECRUITER','{"text":"waiting of level 0002","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"waiting of level 0002"}}]}',NULL,0,'https://hooks.slack.example/response/1',1.79596925809755373001e+09,0,1.79596745807365393635e+09,0.0,1.79596745807365393635e+09,NULL);
INSERT INTO "outbox" VALUES('postponed','T0LOCAL','C0ENGINEERING','U0RECRUITER','{"text":"postponed of level 0002","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"postponed of level 0002"}}]}',NULL,0,'https://hooks.slack.example/response/1',1.79596925810408067705e+09,0,1.79596745807365393635e+09,0.0,1.79596745807365393635e+09,NULL);
INSERT INTO "outbox" VALUES('event','T0LOCAL','C0ENGINEERING','U0RECRUITER','{"text":"event of level 0002","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"event of level 0002"}}]}',NULL,0,'https://hooks.slack.example/response/1',1.79596925813758683202e+09,0,1.79596745807365393635e+09,0.0,1.79596745807365393635e+09,NULL);
CREATE TABLE unanswered (
	id INTEGER NOT NULL, 
	workspace VARCHAR(32) NOT NULL, 
	question TEXT NOT NULL, 
	asked_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "unanswered" VALUES(1,'T0LOCAL','zeppelins',1.79596745807365393635e+09);
CREATE INDEX unanswered_by_time ON unanswered (asked_at);
CREATE INDEX outbox_due ON outbox (done_at, due_at);
CREATE INDEX claims_by_time ON claims (claimed_at);
COMMIT;
