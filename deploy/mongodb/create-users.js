// Makes a user of the database for each service, with the rights of roles.json and no others; run again, it brings them
// up to date. In this folder, as somebody who may make users:
//   mongosh "$ADMIN_URI" --file create-users.js
// A password is what stands in the file secrets/<service>; SECRETS names another folder.
const { readFileSync } = require('node:fs');

// Only a role of this database may name the rights to several: a log, and the one in which the server is tried.
const admin = db.getSiblingDB('admin');
const secrets = process.env.SECRETS ?? 'secrets';

for (const { role, privileges } of JSON.parse(readFileSync('roles.json', 'utf8'))) {
  const pwd = readFileSync(`${secrets}/${role}`, 'utf8').trim();
  if (admin.getRole(role)) admin.updateRole(role, { privileges, roles: [] });
  else admin.createRole({ role, privileges, roles: [] });
  if (admin.getUser(role)) admin.updateUser(role, { pwd, roles: [role] });
  else admin.createUser({ user: role, pwd, roles: [role] });
  print(`${role}: ${privileges.length} privileges`);
}
