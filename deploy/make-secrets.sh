#!/bin/sh
# Prints the secrets that docker-compose.auth.yml asks for, new ones each time: deploy/make-secrets.sh > .env
set -eu

random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

echo "AUTH_SECRET=$(random)"
echo "MONGODB_KEY=$(random)"
echo "ADMIN_PASSWORD=$(random)"
for user in bank-command console messages-command messages-query; do
  variable=$(echo "$user" | tr 'a-z-' 'A-Z_')
  password=$(random)
  echo "${variable}_PASSWORD=$password"
  echo "${variable}_MONGODB_URI=mongodb://$user:$password@mongo:27017/?replicaSet=rs0"
done
