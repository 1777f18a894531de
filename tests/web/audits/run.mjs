// Runs every audit of the GraphQL over HTTP specification against the address given, signed in by the token given, and ends with how many were ok.
import { serverAudits } from 'graphql-http';

const [url, token] = process.argv.slice(2);
// Some audits read the schema, which is for signed-in people.
const fetchSignedIn = (to, { headers, ...rest } = {}) => fetch(to, { ...rest, headers: { ...headers, authorization: `Bearer ${token}` } });
const audits = serverAudits({ url, fetchFn: fetchSignedIn });
let ok = 0;
for (const audit of audits) {
  const result = await audit.fn();
  if (result.status === 'ok') ok += 1;
  else console.log(`${result.status} ${audit.id} ${audit.name}: ${result.reason}`);
}
console.log(`${ok} of ${audits.length} audits ok`);
