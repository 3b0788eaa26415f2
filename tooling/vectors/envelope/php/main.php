<?php

declare(strict_types=1);

require __DIR__ . '/envelope.php';

/** Jobs come on standard input, one a line, tabs between the parts; see ../README.md. Each is answered by one line. */
function run(array $job): string
{
    [$name, $a, $b, $c, $d, $e] = array_pad($job, 6, '');
    return match ($name) {
        'version' => 'PHP ' . PHP_VERSION . ', ' . OPENSSL_VERSION_TEXT,
        'seal' => seal(base64_decode($e), file_get_contents($d), $a, (int) $b, $c),
        'open' => answer(open(base64_decode($d), file_get_contents($c), $a, (int) $b)),
        'seal-rsa' => seal_rsa(base64_decode($c), file_get_contents($b), $a),
        'open-rsa' => answer(open_rsa(base64_decode($c), file_get_contents($b), $a)),
        'raw' => raw(file_get_contents($a), hex2bin($b)),
        'aes' => base64_encode(openssl_encrypt(hex2bin($c), aes_name(hex2bin($a)), hex2bin($a), OPENSSL_RAW_DATA | OPENSSL_ZERO_PADDING, hex2bin($b))),
    };
}

function answer(?string $text): string
{
    return $text === null ? 'refused' : base64_encode($text);
}

/** RSA without padding, for blocks that are wrong on purpose. */
function raw(string $certificate, string $block): string
{
    openssl_public_encrypt($block, $out, $certificate, OPENSSL_NO_PADDING);
    return base64_encode($out);
}

while (($line = fgets(STDIN)) !== false) {
    echo run(explode("\t", rtrim($line, "\n"))), "\n";
}
