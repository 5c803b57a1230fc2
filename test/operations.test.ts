import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { prometheusName } from '../src/adapters/web/metric-names.ts';
import { createPromMetrics } from '../src/adapters/web/prom-metrics.ts';
import { errorCodes } from '../src/core/domain/errors.ts';
import { type MetricName, metricCatalogue } from '../src/core/ports/metrics.ts';
import { projectRoot } from './support/source-file.ts';

const manual = readFileSync(path.join(projectRoot, 'docs/operations.md'), 'utf8');
const [, table = ''] = /<!-- metrics:start -->(.*)<!-- metrics:end -->/s.exec(manual) ?? [];
const codeSpans = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1]);

it('lists the metrics with their labels and meaning, each and no other', () => {
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  const listed = rows.map((row) => {
    const [name = '', labels = '', help = ''] = row.slice(2, -2).split(' | ');
    return [codeSpans(name)[0], codeSpans(labels), help];
  });
  const known = Object.entries(metricCatalogue).map(([name, { labels, help }]) => [
    prometheusName(name as MetricName),
    [...labels],
    help,
  ]);
  expect(listed).toEqual(known);
});

it('names no metric that is not there', async () => {
  const page = await createPromMetrics().text();
  const named = new Set(manual.match(/\bvidigest_[a-z_]+[a-z]/g));
  const missing = [...named].filter((name) => !page.includes(name.replace(/_bucket$/, '')));
  expect(missing).toEqual([]);
  expect(named.size).toBeGreaterThan(10);
});

it('says of every failure what to do about it, once', () => {
  const [, chapter = ''] = manual.split('## At two in the morning');
  const codes = chapter
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => codeSpans(line.split(' | ')[0] ?? ''));
  expect(codes.toSorted()).toEqual([...errorCodes].toSorted());
});
