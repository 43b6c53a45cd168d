import { invitationRequestSchema } from '#core/access/access-api.ts';
import { canonicalLogin } from '#core/access/login.ts';
import { accountRoles } from '#core/access/roles.ts';
import { disablePerson, invite, issueReset, listPeople } from '#server/access/people-service.ts';
import { personByLogin } from '#server/access/person-repo.ts';
import { type CommandTable, readOptions, readOptionsOnly, wrongUsage } from '#server/command.ts';
import { projectByName } from '#server/register/register-repo.ts';
import { explain, withStorage } from '#server/storage-command.ts';

const roles = accountRoles.join(', ');
const json = { type: 'boolean' } as const;

/** People, for whoever may run commands on the server: passwords are chosen by the people themselves. */
export const userCommands: CommandTable = {
  async 'user add'(argv, io) {
    const read = readOptions(argv, {
      name: { type: 'string' },
      role: { type: 'string' },
      project: { type: 'string', multiple: true },
      json,
    });
    if (!read.ok) return wrongUsage(io, read.sentence);
    const { name, role, project: projects = ['default'] } = read.values;
    const request = invitationRequestSchema.safeParse({ name, role });
    if (!request.success || read.positionals.length > 0) {
      return wrongUsage(io, `Say --name NAME and --role, one of ${roles}.`);
    }
    return withStorage(io, async (deps, { by }) => {
      const projectIds: string[] = [];
      for (const project of projects) {
        const found = await projectByName(deps.db, by.organisationId, project);
        if (!found) return explain(io, { code: 'project-unknown' });
        projectIds.push(found.id);
      }
      const invited = await invite(deps, by, { ...request.data, projectIds });
      if (!invited.ok) return explain(io, invited.problem);
      io.out(`${JSON.stringify(invited.value)}\n`);
      return 0;
    });
  },

  async 'user list'(argv, io) {
    const read = readOptionsOnly(argv, { json });
    if (!read.ok) return wrongUsage(io, read.sentence);
    return withStorage(io, async (deps, { by }) => {
      const people = await listPeople(deps, by.organisationId);
      if (read.values.json) io.out(`${JSON.stringify({ people })}\n`);
      else {
        for (const { login, name, role, disabled } of people) {
          io.out(`${[login, name, role, ...(disabled ? ['disabled'] : [])].join('\t')}\n`);
        }
      }
      return 0;
    });
  },

  async 'user disable'(argv, io) {
    const read = readOptions(argv, { json });
    if (!read.ok) return wrongUsage(io, read.sentence);
    const [login] = read.positionals;
    if (!login) return wrongUsage(io, 'Say whom: user disable LOGIN.');
    return withStorage(io, async (deps, { by }) => {
      const person = await personByLogin(deps.db, canonicalLogin(login));
      if (!person) return wrongUsage(io, 'Nobody has this sign-in name.');
      const done = await disablePerson(deps, by, person.id);
      return done.ok ? 0 : explain(io, done.problem);
    });
  },

  async 'user reset'(argv, io) {
    const read = readOptions(argv, { json });
    if (!read.ok) return wrongUsage(io, read.sentence);
    const [login] = read.positionals;
    if (!login) return wrongUsage(io, 'Say whose password: user reset LOGIN.');
    return withStorage(io, async (deps, { by }) => {
      const person = await personByLogin(deps.db, canonicalLogin(login));
      if (!person) return wrongUsage(io, 'Nobody has this sign-in name.');
      io.out(`${JSON.stringify(await issueReset(deps, by, person))}\n`);
      return 0;
    });
  },
};
