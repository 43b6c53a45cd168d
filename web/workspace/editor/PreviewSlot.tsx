import { PreviewPane } from '#web/workspace/editor/tools/PreviewPane.tsx';

/** Where the live preview stands: a pane on wide screens and phones, a drawer between. */
export const PreviewSlot = () => <PreviewPane />;
