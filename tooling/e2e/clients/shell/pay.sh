#!/bin/sh
# Pays a file over the composite IMPS calls with the openssl command line and curl, nothing else: for each row one payment and
# one enquiry. What it needs comes in the environment that score-client gives. Says "paid" only if the enquiry confirms it.
set -eu
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
seconds=$(( (${HUNDI_BANK_TIMEOUT_MS:-120000} + 999) / 1000 ))

to_hex() { od -An -v -tx1 | tr -d ' \n'; }
field() { sed -n "s/.*\"$2\":\"\([^\"]*\)\".*/\1/p" "$1"; }

# call PATH: seals $work/body, sends it, leaves the opened reply in $work/reply (empty when there is none that can be read).
call() {
  key=$(openssl rand -hex 8)
  iv=$(openssl rand -hex 16)
  printf %s "$key" > "$work/key"
  openssl pkeyutl -encrypt -certin -inkey "$HUNDI_BANK_CERT_FILE" -pkeyopt rsa_padding_mode:pkcs1 -in "$work/key" -out "$work/wrapped"
  openssl enc -aes-128-cbc -K "$(to_hex < "$work/key")" -iv "$iv" -in "$work/body" -out "$work/data"
  cat > "$work/envelope" <<JSON
{"requestId":"$(openssl rand -hex 8)","service":"","encryptedKey":"$(openssl base64 -A < "$work/wrapped")","oaepHashingAlgorithm":"NONE",
"iv":"$(printf %s "$iv" | xxd_r | openssl base64 -A)","encryptedData":"$(openssl base64 -A < "$work/data")","clientInfo":"","optionalParam":""}
JSON
  : > "$work/reply"
  # --config reads the key from a file: on the command line everybody could see it.
  printf 'header = "apikey: %s"\n' "$HUNDI_API_KEY" > "$work/curlrc"
  curl --silent --config "$work/curlrc" --max-time "$seconds" --header "content-type: application/json" --header "x-priority: 0100" \
    --data-binary "@$work/envelope" --output "$work/sealed" "${HUNDI_BANK_URL%/}$1" || return 0
  field "$work/sealed" encryptedKey | openssl base64 -d -A > "$work/wrapped"
  field "$work/sealed" encryptedData | openssl base64 -d -A > "$work/data"
  openssl pkeyutl -decrypt -inkey "$HUNDI_PRIVATE_KEY_FILE" -pkeyopt rsa_padding_mode:pkcs1 -in "$work/wrapped" -out "$work/key" 2>/dev/null || return 0
  openssl enc -d -aes-128-cbc -K "$(to_hex < "$work/key")" -iv "$(head -c 16 "$work/data" | to_hex)" -in "$work/data" 2>/dev/null \
    | tail -c +17 > "$work/reply" || return 0
}

# Hex to bytes, with printf alone.
xxd_r() { sed 's/../\\\\x&/g' | xargs printf '%b'; }

tail -n +2 "$1" | tr -d '\r' | while IFS=, read -r payout_id amount _name account ifsc remark; do
  [ -n "$payout_id" ] || continue
  reference="SH$(openssl rand -hex 6 | tr a-f A-F)0"
  # India is five and a half hours ahead, all year; POSIX writes that with a minus.
  stamp=$(TZ=IST-5:30 date +%Y%m%d%H%M%S)
  date=$(TZ=IST-5:30 date +%m/%d/%Y)
  who="\"passCode\":\"$HUNDI_PASSCODE\",\"bcID\":\"$HUNDI_BC_ID\""
  printf %s "{\"localTxnDtTime\":\"$stamp\",\"tranRefNo\":\"$reference\",\"amount\":\"$amount\",\"beneAccNo\":\"$account\",\"beneIFSC\":\"$ifsc\",\"paymentRef\":\"$reference $remark\",\"senderName\":\"SHELL CLIENT\",\"mobile\":\"9999900000\",\"retailerCode\":\"rcode\",$who}" > "$work/body"
  call /api/v1/composite-payment
  printf %s "{\"transRefNo\":\"$reference\",\"date\":\"$date\",\"recon360\":\"N\",$who}" > "$work/body"
  call /api/v1/composite-status
  status=unknown
  if [ "$(field "$work/reply" ActCode)" = 0 ] && [ "$(field "$work/reply" TranRefNo)" = "$reference" ]; then status=paid; fi
  printf '{"payout_id":"%s","status":"%s"}\n' "$payout_id" "$status"
done
