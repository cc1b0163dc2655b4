#!/usr/bin/env node
/** The command line: reads the environment, finds the command, sets the exit code. */
import { backup, backupHelp, restore, restoreHelp } from './commands/backup.ts'
import { check, help as checkHelp } from './commands/check.ts'
import { demo, help as demoHelp } from './commands/demo.ts'
import { due, help as dueHelp } from './commands/due.ts'
import { exportList, help as exportHelp } from './commands/export.ts'
import { importFile, help as importHelp } from './commands/import.ts'
import { EXIT, messageOf, type Io } from './commands/io.ts'
import { report, help as reportHelp } from './commands/report.ts'
import { serve, help as serveHelp } from './commands/serve.ts'
import { user, help as userHelp } from './commands/user.ts'
import { verify, help as verifyHelp } from './commands/verify.ts'
import { migrate, openDatabase } from './database.ts'
import { readEnvironment, type Environment } from './environment.ts'

type Command = { help: string; run: (args: string[], io: Io, env: Environment) => Promise<number> }

const commands: Record<string, Command> = {
  serve: { help: serveHelp, run: (_, io, env) => serve(io, env) },
  check: { help: checkHelp, run: (args, io) => check(args, io) },
  due: { help: dueHelp, run: (args, io, env) => due(args, io, env.database) },
  demo: { help: demoHelp, run: demo },
  backup: { help: backupHelp, run: (args, io, env) => backup(args, io, env.database) },
  restore: { help: restoreHelp, run: (args, io, env) => restore(args, io, env.database) },
  verify: { help: verifyHelp, run: (_, io, env) => verify(io, env.database) },
  report: { help: reportHelp, run: (args, io, env) => report(args, io, env.database) },
  import: { help: importHelp, run: (args, io, env) => importFile(args, io, env.database) },
  export: { help: exportHelp, run: (args, io, env) => exportList(args, io, env.database) },
  migrate: {
    help: `alih migrate\n  Brings the database up to date.`,
    run: (_, io, env) => migrateNow(io, env),
  },
  user: {
    help: userHelp,
    run: (args, io, env) =>
      user(args, io, env.database, (token) => `${urlOf(env)}/#/undangan?token=${token}`),
  },
}

const urlOf = ({ url, port }: Environment) => (url ?? `http://localhost:${port}`).replace(/\/$/, '')

async function migrateNow({ stdout }: Io, env: Environment): Promise<number> {
  const database = openDatabase(env.database)
  try {
    const ran = await migrate(database)
    stdout.write(
      ran.length === 0 ? 'The database is up to date.\n' : ran.map((name) => `ran ${name}\n`).join(''),
    )
    return EXIT.ok
  } finally {
    await database.close()
  }
}

const allHelp = () =>
  `${Object.values(commands)
    .map(({ help }) => help)
    .join('\n\n')}\n`

async function main([name = '', ...args]: string[], io: Io): Promise<number> {
  if (name === '' || name === 'help' || name === '--help' || name === '-h') {
    io.stdout.write(allHelp())
    return name === '' ? EXIT.badArguments : EXIT.ok
  }
  const command = commands[name]
  if (!command) {
    io.stderr.write(`alih: there is no command ${JSON.stringify(name)}\n\n${allHelp()}`)
    return EXIT.badArguments
  }
  if (args.includes('--help')) {
    io.stdout.write(`${command.help}\n`)
    return EXIT.ok
  }
  const env = readEnvironment(process.env)
  if ('problems' in env) {
    io.stderr.write(
      `alih: the environment cannot be used\n${env.problems.map((line) => `  ${line}\n`).join('')}`,
    )
    return EXIT.badArguments
  }
  return command.run(args, io, env)
}

main(process.argv.slice(2), process).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`alih: ${messageOf(error)}\n`)
    if (error instanceof Error && error.cause) process.stderr.write(`  because: ${messageOf(error.cause)}\n`)
    process.exitCode = EXIT.failed
  },
)
