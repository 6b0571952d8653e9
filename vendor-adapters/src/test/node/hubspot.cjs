// HubSpot's own client for Node against a base address: prints what it saw, as one JSON object.
const { createRequire } = require('node:module');
const { Client } = createRequire(process.env.WRIT_HUBSPOT_CLIENT + '/')('@hubspot/api-client');

const [base, accessToken] = process.argv.slice(2);
const hubspot = new Client({ basePath: base, accessToken, numberOfApiCallRetries: 0 });
const stranger = new Client({ basePath: base, accessToken: 'pat-unknown', numberOfApiCallRetries: 0 });
const contacts = hubspot.crm.contacts;

const refused = (call) => call.then(() => 'accepted', (e) => ({ code: e.code, category: e.body && e.body.category }));
const byEmail = (email, rest) => ({
  filterGroups: [{ filters: [{ propertyName: 'email', operator: 'EQ', value: email }] }],
  properties: ['email', 'firstname'], ...rest,
});

async function main() {
  const seen = {};
  const made = await contacts.basicApi.create({ properties: { email: 'iris@example.com', firstname: 'Iris' } });
  seen.createdIsDate = made.createdAt instanceof Date;
  seen.twice = await refused(contacts.basicApi.create({ properties: { email: 'iris@example.com' } }));
  await contacts.basicApi.create({ properties: { email: 'june@example.com', firstname: 'June' } });
  seen.read = (await contacts.basicApi.getById('iris@example.com', ['email'], undefined, undefined, false, 'email')).id === made.id;
  const changed = await contacts.basicApi.update(made.id, { properties: { firstname: 'Iris B.' } });
  seen.changed = changed.properties.firstname;
  seen.found = (await contacts.searchApi.doSearch(byEmail('iris@example.com', { limit: 1 }))).total;
  seen.batch = (await contacts.batchApi.read({ idProperty: 'email', inputs: [{ id: 'june@example.com' }], properties: ['email'], propertiesWithHistory: [] }))
    .results.map((one) => one.properties.email);
  seen.all = (await contacts.getAll(1, undefined, ['email'])).length;

  const defined = (await hubspot.crm.properties.coreApi.getAll('contacts')).results;
  seen.defined = defined.map((one) => one.name);
  const mail = await hubspot.crm.properties.coreApi.getByName('contacts', 'email');
  seen.mail = [mail.type, mail.fieldType, mail.groupName, mail.modificationMetadata.readOnlyValue];
  seen.undefined = await refused(hubspot.crm.properties.coreApi.getByName('contacts', 'nonsense'));

  // Not by its method start, which in 13.5.0 cannot write the request.
  const exported = await (await hubspot.apiRequest({ method: 'POST', path: '/crm/v3/exports/export/async', body: {
    exportType: 'VIEW', exportName: 'all', format: 'CSV', language: 'EN', objectType: 'CONTACT',
    objectProperties: ['email'],
  } })).json();
  const done = await hubspot.crm.exports.publicExportsApi.getStatus(Number(exported.id));
  seen.exported = [done.status, (await (await fetch(done.result)).text()).includes('june@example.com')];

  const notes = hubspot.crm.objects.notes;
  const note = await notes.basicApi.create({
    properties: { hs_note_body: 'called back', hs_timestamp: '2026-11-02T09:00:00Z' },
    associations: [{ to: { id: made.id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 202 }] }],
  });
  seen.noteRead = (await notes.basicApi.getById(note.id, ['hs_note_body'])).properties.hs_note_body;
  seen.associated = (await hubspot.crm.associations.v4.basicApi.getPage('contacts', made.id, 'notes')).results.length;
  await notes.basicApi.archive(note.id);
  seen.noteGone = await refused(notes.basicApi.getById(note.id));
  seen.noteArchived = (await notes.basicApi.getById(note.id, undefined, undefined, undefined, true)).archived;

  await contacts.basicApi.purge({ idProperty: 'email', objectId: 'iris@example.com' });
  seen.gone = await refused(contacts.basicApi.getById(made.id));
  seen.goneFromArchive = await refused(contacts.basicApi.getById(made.id, undefined, undefined, undefined, true));
  seen.foundAfter = (await contacts.searchApi.doSearch(byEmail('iris@example.com', {}))).total;
  seen.stranger = await refused(stranger.crm.contacts.basicApi.getPage(1));
  console.log(JSON.stringify(seen));
}

main().catch((e) => { console.error(e); process.exit(1); });
