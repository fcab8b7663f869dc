// Whether the database is ready, asked within its container again and again; the first times it makes what is missing: the
// replica set, and, until there is any user, the one that may make users. ADMIN_PASSWORD_FILE holds its password.
const { readFileSync } = require('node:fs');

// Whoever has not logged in yet may ask for nothing else.
const { isWritablePrimary, setName } = db.hello();
if (setName === undefined) rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'mongo:27017' }] });
if (!isWritablePrimary) quit(1);

const admin = db.getSiblingDB('admin');
const pwd = readFileSync(process.env.ADMIN_PASSWORD_FILE, 'utf8').trim();
try {
  admin.auth('admin', pwd);
} catch {
  // A server lets nobody do this from here once it has a user.
  admin.createUser({ user: 'admin', pwd, roles: ['userAdminAnyDatabase'] });
}
