#!/usr/bin/env bash
# Seen on 2026-11-28.
# autocannon 9.0.0 (npm), asked for a fixed rate, corrects for requests that a slow server held back ("coordinated
# omission") with an expected interval of 1 ms, whatever the rate: for each answer of 100 ms it records a hundred
# more, of 99, 98 … 1 ms. A server that always takes 100 ms, and is asked no faster than it answers, gets a median
# of about half of that, and a total that is not the number of requests. `ignoreCoordinatedOmission` turns it off.
# Seen, 10 connections, 4 s:
# > no rate: median 100 ms or a little more, one latency a request
# > 50 requests/s: median 50 ms or a little more, some 100 latencies a request
# > 50 requests/s, ignoreCoordinatedOmission: median 100 ms or a little more, one latency a request
source "$(dirname "$0")/lib/common.sh"
npm_packages autocannon@9.0.0

expect_node <<'JS'
import http from 'node:http';
import autocannon from 'autocannon';

const server = http.createServer((_, response) => setTimeout(() => response.end(), 100));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const load = { url: `http://127.0.0.1:${server.address().port}/`, connections: 10, duration: 4 };
const about = (seen, least) => (seen >= least && seen < least * 1.8 ? `${least} ms or a little more` : `${seen} ms`);
const measure = async (name, least, options) => {
  const { latency, requests } = await autocannon({ ...load, ...options });
  const each = latency.totalCount / requests.total;
  const count = each === 1 ? 'one latency' : each > 95 && each < 140 ? 'some 100 latencies' : `${each} latencies`;
  console.log(`${name}: median ${about(latency.p50, least)}, ${count} a request`);
};
await measure('no rate', 100, {});
await measure('50 requests/s', 50, { overallRate: 50 });
await measure('50 requests/s, ignoreCoordinatedOmission', 100, { overallRate: 50, ignoreCoordinatedOmission: true });
server.close();
JS
