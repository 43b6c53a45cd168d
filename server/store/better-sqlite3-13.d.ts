/** The second version of the driver has the types of the first. */
declare module 'better-sqlite3-13' {
  export { default } from 'better-sqlite3';
}
