// Validates GraphQL documents against a schema: node validate.mjs github|linear FILE... prints one JSON object of errors by file.
import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { publishedSchema } from './graphql.mjs';
import { slice } from './linear.mjs';

const [, , which, ...files] = process.argv;
const schema = which === 'linear' ? buildSchema(slice) : publishedSchema();
const errorsOf = file => {
  try {
    return validate(schema, parse(readFileSync(file, 'utf8'))).map(error => error.message);
  } catch (error) {
    return [error.message];
  }
};
process.stdout.write(JSON.stringify(Object.fromEntries(files.map(file => [file, errorsOf(file)]))) + '\n');
