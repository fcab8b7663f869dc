#!/usr/bin/env bash
# Seen on 2026-11-28.
# The client eventsource (npm) 3.0.0 to 5.1.0 forgets the id of an event that brings no data, though the standard
# keeps it for the reconnect and for the events after it. 2.0.2 kept it and so does 5.1.5. A server that sends a
# position on its own, at the opening or while nothing matches, is asked again from an old place or from none. Seen,
# `Last-Event-ID` of the reconnect after "id: 7" alone, and after an event with an id and one without:
# > eventsource 2.0.2: 7, 8
# > eventsource 4.1.1: none, 8
# > eventsource 5.1.5: 7, 8
source "$(dirname "$0")/lib/common.sh"
npm_packages es2@npm:eventsource@2.0.2 es4@npm:eventsource@4.1.1 es5@npm:eventsource@5.1.5

expect_node <<'JS'
import http from 'node:http';

const idOfReconnect = (EventSource, frames) =>
  new Promise((resolve) => {
    let source;
    let requests = 0;
    const server = http.createServer((request, response) => {
      requests += 1;
      if (requests === 1) {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`retry: 10\n\n${frames}`);
        return;
      }
      source.close();
      response.end();
      server.close();
      server.closeAllConnections();
      resolve(request.headers['last-event-id'] ?? 'none');
    });
    server.listen(0, '127.0.0.1', () => (source = new EventSource(`http://127.0.0.1:${server.address().port}/`)));
  });

for (const [version, name] of [['2.0.2', 'es2'], ['4.1.1', 'es4'], ['5.1.5', 'es5']]) {
  const client = await import(name);
  const EventSource = client.EventSource ?? client.default;
  const alone = await idOfReconnect(EventSource, 'id: 7\n\n');
  const both = await idOfReconnect(EventSource, 'id: 8\ndata: a\n\ndata: b\n\n');
  console.log(`eventsource ${version}: ${alone}, ${both}`);
}
JS
