// What one would build first: Express checks a key and hands the call to a Prism process.
import express from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';

const [port, target = ''] = process.argv.slice(2);
express()
  .use((request, response, next) => {
    if (request.headers['x-api-key'] === undefined) response.status(401).end();
    else next();
  })
  .use(createProxyMiddleware({ target, changeOrigin: true }))
  .listen(Number(port), '127.0.0.1');
