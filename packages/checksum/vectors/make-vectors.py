#!/usr/bin/env python3
"""Writes checksum-vectors.json: expected checksums computed by CPython's hashlib, time stamps by its datetime.

Every key, secret and session below is made up. Run from this folder: python3 make-vectors.py > checksum-vectors.json
The hashes can be checked by another hand: printf '%s' "<text>" | openssl dgst -sha256
"""
import hashlib
import json
from datetime import datetime, timedelta, timezone

IST = timezone(timedelta(hours=5, minutes=30))
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
APP, SECRET, CLIENT = "demo$App_Key)with*punct+`!&~^123", "demo-secret-0001", "demo-client-0001"


def sha(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def ist(seconds):
    t = datetime.fromtimestamp(seconds, IST)
    return f"{t.day:02d}-{MONTHS[t.month - 1]}-{t.year:04d} {t:%H:%M:%S}"


def utc(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def vector(formula, parts):
    return {"formula": formula, "parts": parts, "text": "".join(parts.values()), "checksum": sha("".join(parts.values()))}


stamp = "26-Mar-2021 10:34:04"
plain = '{"Idirect_Userid":"DEMO0001","SessionToken":"123456","order_xchng_cd":"A"}'
blanks = '{ "SessionToken" : "123456" , "Idirect_Userid" : "DEMO0001" }'
hindi = '{"remark":"\u0939\u0941\u0902\u0921\u0940 \u20b9 \U0001F4B1"}'

idirect = [
    vector("standard", {"timeStamp": stamp, "jsonPostData": plain, "secretKey": SECRET}),
    vector("standard", {"timeStamp": stamp, "jsonPostData": blanks, "secretKey": SECRET}),
    vector("standard", {"timeStamp": stamp, "jsonPostData": hindi, "secretKey": SECRET}),
    vector("login", {"appKey": APP, "timeStamp": stamp, "secretKey": SECRET}),
    vector("allocate-funds", {"appKey": APP, "timeStamp": stamp, "secretKey": SECRET, "idirectUserId": "DEMO0001",
                              "sessionToken": "123456", "product": "FNO"}),
    vector("order-book-details", {"jsonPostData": plain, "clientKey": CLIENT}),
    vector("folio", {"appKey": APP, "timeStamp": stamp, "clientKey": CLIENT}),
]
breeze = [{"parts": {"timeStamp": utc(1616735044), "body": body, "secretKey": SECRET},
           "header": "token " + sha(utc(1616735044) + body + SECRET)}
          for body in ("{}", '{"stock_code":"ITC","exchange_code":"NSE","quantity":"1"}', hindi)]
seconds = [0, 1616735044, 1616783399, 1616783400, 951762600, 1709145000, 1767205799, 1767205800, -19800, 4102444799]
stamps = [{"seconds": s, "ist": ist(s), "utc": utc(s)} for s in seconds]
print(json.dumps({"provenance": "CPython hashlib and datetime, see make-vectors.py", "idirect": idirect, "breeze": breeze,
                  "stamps": stamps}, indent=1, ensure_ascii=True))
