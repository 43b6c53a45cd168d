/** The faces that definitions may rate by: as large as a screen of our own, so that only those fetch them. */
import { addIconsToThemeSet, SvgRegistry } from 'survey-core';
import { icons } from 'survey-core/icons/iconsV2';

const faces = Object.fromEntries(
  Object.entries(icons).filter(([name]) => name.startsWith('smiley-')),
);
addIconsToThemeSet('v2', faces);
SvgRegistry.registerIcons(faces);
