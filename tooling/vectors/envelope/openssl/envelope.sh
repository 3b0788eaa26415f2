#!/usr/bin/env bash
# The bank's envelope with the openssl command line: AES-CBC for the text, RSA for the AES key. Written to test other
# implementations against. Keys on command lines can be seen by other users of a machine: not for real keys.
#
# Jobs come on standard input, one a line, tabs between the parts; see ../README.md. Each is answered by one line.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

hex() { od -An -v -tx1 | tr -d ' \n'; }
b64() { openssl base64 -A; }
field() { sed -n 's/.*"'"$1"'" *: *"\([^"]*\)".*/\1/p' "$work/body" | sed 's,\\/,/,g'; }
options() {
  if [ "$1" = PKCS1 ]; then echo "-pkeyopt rsa_padding_mode:pkcs1"; else echo "-pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha1"; fi
}
word() { if [ "$1" = PKCS1 ]; then echo NONE; else echo SHA1; fi; }

seal() { # padding, bytes of the key, place of the IV, certificate; the text in $work/text
  openssl rand "$2" >"$work/key"
  openssl rand 16 >"$work/iv"
  case "$3" in *plaintext) cat "$work/iv" "$work/text" ;; *) cat "$work/text" ;; esac >"$work/plain"
  openssl enc "-aes-$(($2 * 8))-cbc" -K "$(hex <"$work/key")" -iv "$(hex <"$work/iv")" -in "$work/plain" -out "$work/data"
  # shellcheck disable=SC2046
  local key data iv=""
  key=$(openssl pkeyutl -encrypt -certin -inkey "$4" $(options "$1") -in "$work/key" | b64)
  case "$3" in *prefix) data=$(cat "$work/iv" "$work/data" | b64) ;; *) data=$(b64 <"$work/data") ;; esac
  case "$3" in field*) iv=$(b64 <"$work/iv") ;; esac
  printf '{"requestId":"","service":"LOP","encryptedKey":"%s","oaepHashingAlgorithm":"%s","iv":"%s","encryptedData":"%s","clientInfo":"","optionalParam":""}\n' \
    "$key" "$(word "$1")" "$iv" "$data"
}

unseal() { # padding, bytes of the key, private key; the envelope in $work/body
  [ "$(field oaepHashingAlgorithm)" = "$(word "$1")" ] || return 1
  field encryptedKey | openssl base64 -d -A >"$work/wrapped"
  field encryptedData | openssl base64 -d -A >"$work/data"
  field iv | openssl base64 -d -A >"$work/iv"
  # shellcheck disable=SC2046
  openssl pkeyutl -decrypt -inkey "$3" $(options "$1") -in "$work/wrapped" -out "$work/key" || return 1
  [ "$(wc -c <"$work/key")" -eq "$2" ] || return 1
  # An empty field: the first block is the IV. A filled one may stand in front of the data as well.
  head -c 16 "$work/data" >"$work/first"
  if [ ! -s "$work/iv" ] || cmp -s "$work/iv" "$work/first"; then
    cp "$work/first" "$work/iv"
    tail -c +17 "$work/data" >"$work/rest" && mv "$work/rest" "$work/data"
  fi
  openssl enc -d "-aes-$(($2 * 8))-cbc" -K "$(hex <"$work/key")" -iv "$(hex <"$work/iv")" -in "$work/data" -out "$work/text" || return 1
  head -c 16 "$work/text" >"$work/first"
  if cmp -s "$work/iv" "$work/first"; then tail -c +17 "$work/text" >"$work/rest" && mv "$work/rest" "$work/text"; fi
}

block_bytes() { echo $(($(openssl "$1" -in "$2" -noout -modulus | cut -d= -f2 | tr -d '\n' | wc -c) / 2)); }

seal_rsa() { # padding, certificate; the text in $work/text
  local room=$(($(block_bytes x509 "$2") - 11))
  if [ "$1" != PKCS1 ]; then room=$((room - 31)); fi
  rm -f "$work"/piece.*
  split -b "$room" -d -a 4 "$work/text" "$work/piece."
  # shellcheck disable=SC2046
  for piece in "$work"/piece.*; do openssl pkeyutl -encrypt -certin -inkey "$2" $(options "$1") -in "$piece"; done | b64
  echo
}

unseal_rsa() { # padding, private key; the body in $work/body
  rm -f "$work"/piece.*
  tr -d '\n\r "' <"$work/body" | sed 's/^r=//' | openssl base64 -d -A | split -b "$(block_bytes rsa "$2")" -d -a 4 - "$work/piece."
  # shellcheck disable=SC2046
  for piece in "$work"/piece.*; do openssl pkeyutl -decrypt -inkey "$2" $(options "$1") -in "$piece" || return 1; done >"$work/text"
}

answer() { if "$@" 2>/dev/null; then b64 <"$work/text"; echo; else echo refused; fi; }

while IFS=$'\t' read -r name a b c d e; do
  case "$name" in
    version) openssl version ;;
    seal) echo -n "$e" | openssl base64 -d -A >"$work/text"; seal "$a" "$b" "$c" "$d" ;;
    open) echo -n "$d" | openssl base64 -d -A >"$work/body"; answer unseal "$a" "$b" "$c" ;;
    seal-rsa) echo -n "$c" | openssl base64 -d -A >"$work/text"; seal_rsa "$a" "$b" ;;
    open-rsa) echo -n "$c" | openssl base64 -d -A >"$work/body"; answer unseal_rsa "$a" "$b" ;;
    *) echo "unknown job: $name" >&2; exit 2 ;;
  esac
done
