import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { diffVersions } from '#core/definitions/diff-versions.ts';
import { withSites, withSitesOf } from '#core/definitions/site-item.ts';

const draft: Definition = {
  pages: [
    {
      name: 'start',
      elements: [
        {
          type: 'dropdown',
          name: 'site',
          title: 'Factory',
          lnRole: 'site',
          choices: [{ value: 'example', text: 'Example' }],
        },
        { type: 'text', name: 'job', title: 'Job' },
      ],
    },
  ],
};
const version = withSites(draft, [{ code: 'an-phu', name: 'An Phú' }]);

describe('sites of the register', () => {
  it('are no change of the draft, which has examples in their place', () => {
    expect(diffVersions(version, draft)).not.toEqual([]);
    expect(diffVersions(version, withSitesOf(draft, version))).toEqual([]);
  });

  it('hide no other change', () => {
    const [page] = draft.pages;
    const changed: Definition = {
      ...draft,
      pages: [{ name: 'start', elements: (page?.elements ?? []).slice(0, 1) }],
    };

    expect(diffVersions(version, withSitesOf(changed, version))).toMatchObject([
      { code: 'item-removed' },
    ]);
  });
});
