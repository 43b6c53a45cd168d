/** SurveyJS's own words: importing a file registers them. The package ships no types for these files. */
declare module 'survey-core/i18n/*';
