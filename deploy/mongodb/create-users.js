// Makes a user of the database for each service, with the rights of roles.json and no others; run again, it brings them
// up to date. In this folder, as somebody who may make users:
//   mongosh "$ADMIN_URI" --file create-users.js
// A password is what stands in the file secrets/<service>.
const { readFileSync } = require('node:fs');

for (const { role, db: name, privileges } of JSON.parse(readFileSync('roles.json', 'utf8'))) {
  const database = db.getSiblingDB(name);
  const pwd = readFileSync(`secrets/${role}`, 'utf8').trim();
  if (database.getRole(role)) database.updateRole(role, { privileges, roles: [] });
  else database.createRole({ role, privileges, roles: [] });
  if (database.getUser(role)) database.updateUser(role, { pwd, roles: [role] });
  else database.createUser({ user: role, pwd, roles: [role] });
  print(`${role}: ${privileges.length} privileges in ${name}`);
}
