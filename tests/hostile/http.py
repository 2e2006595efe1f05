"""Bytes on the wire that are no request of Slack's, and some that are no HTTP."""

import gzip

WORD = b"zanzibar"  # stands for a person's words
HEAD = b"POST /slack/events HTTP/1.1\r\nHost: x\r\n"
BODY = b"command=%2Frolefit&text=zanzibar"
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def post(*headers: bytes, body: bytes = BODY, length: int | None = None) -> bytes:
    size = b"Content-Length: %d" % (len(body) if length is None else length)
    return HEAD + b"\r\n".join((*headers, size)) + b"\r\n\r\n" + body


ODD = {
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)),
    "no HTTP": b"zanzibar\x00 jane@acme.example\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "another version": b"GET /zanzibar HTTP/9.9\r\n\r\n",
    "an odd method": b"ZANZ{}IBAR / HTTP/1.1\r\nHost: x\r\n\r\n",
    "a long line": b"GET /" + b"zanzibar" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "no host": b"GET /zanzibar HTTP/1.1\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-A: zanzibar\r\n" * 500 + b"\r\n",
    "no header": HEAD + b"zanzibar\r\n\r\n",
    "an odd address": b"GET http://[zanzibar:99999999/ HTTP/1.1\r\nHost: zanzibar\r\n\r\n",
    "a negative length": post(length=-5),
    "a length of 40 digits": HEAD + b"Content-Length: " + b"9" * 40 + b"\r\n\r\n",
    "two lengths": post(b"Content-Length: 3"),
    "length and chunks": post(b"Transfer-Encoding: chunked"),
    "no chunk": CHUNKED + b"zanzibar\r\n0\r\n\r\n",
    "a second that is none": HEALTH + b"zanzibar\r\n\r\n",
    "no gzip": post(b"Content-Encoding: gzip"),
    "a gzip bomb": post(b"Content-Encoding: gzip", body=gzip.compress(b"0" * 50_000_000)),
    "no deflate": post(b"Content-Encoding: deflate"),
    "an unknown encoding": post(b"Content-Encoding: zanzibar"),
    "an odd charset": post(b"Content-Type: application/json; charset=zanzibar"),
    "an odd type": post(b'Content-Type: ;;=="\xff'),
    "no boundary": post(b"Content-Type: multipart/form-data; boundary="),
    "an odd expectation": post(b"Expect: zanzibar"),
    "a websocket": HEAD + b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\nzanzibar\r\n\r\n",
    "a tunnel": b"CONNECT zanzibar:443 HTTP/1.1\r\nHost: zanzibar\r\n\r\n",
    "too much": post(body=b"zanzibar" * 200_000),
    "a moment of 400 digits": post(
        b"X-Slack-Request-Timestamp: " + b"9" * 400, b"X-Slack-Signature: v0=zanzibar"
    ),
}
