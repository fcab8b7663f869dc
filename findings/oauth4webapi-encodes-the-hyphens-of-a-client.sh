#!/usr/bin/env bash
# Seen on 2026-11-28.
# oauth4webapi 3.8.8 (npm), ClientSecretBasic: RFC 6749 asks for form encoding within the Basic header, which leaves
# hyphens, dots and underscores as they are; here they are encoded as well. An issuer that compares what it decodes
# from Base64 does not know a client whose id is a UUID, and says invalid_client. ClientSecretPost sends them as they
# are. Seen, for the client 9f0c-1a with the secret s-e_c.r~et:
# > basic: 9f0c%2D1a:s%2De%5Fc%2Er%7Eet
# > post: client_id=9f0c-1a&client_secret=s-e_c.r%7Eet
source "$(dirname "$0")/lib/common.sh"
npm_packages oauth4webapi@3.8.8

expect_node <<'JS'
import { ClientSecretBasic, ClientSecretPost } from 'oauth4webapi';

const [server, client, secret] = [{ issuer: 'https://issuer.example' }, { client_id: '9f0c-1a' }, 's-e_c.r~et'];
const headers = new Headers();
ClientSecretBasic(secret)(server, client, new URLSearchParams(), headers);
const [, encoded] = headers.get('authorization').split(' ');
console.log(`basic: ${Buffer.from(encoded, 'base64')}`);

const body = new URLSearchParams();
ClientSecretPost(secret)(server, client, body, new Headers());
console.log(`post: ${body}`);
JS
