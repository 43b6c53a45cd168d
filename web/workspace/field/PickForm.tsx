import { Button, NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { mostPeople, mostPicks } from '#core/register/pick-list.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useDrawPicks } from '#web/workspace/field/field-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './field.module.css';

interface PickFormProps {
  readonly survey: string;
  readonly siteId: string;
  readonly population: number | undefined;
  readonly size: number | undefined;
  /** Another list instead of one that is there: only with a reason. */
  readonly again?: boolean;
  readonly onDone: () => void;
}

const leastReason = 3;
const whole = { min: 1, allowDecimal: false, hideControls: true };

interface Asked {
  readonly population: number | string;
  readonly size: number | string;
  readonly reason: string;
}

function usePickForm({ population, size, again }: PickFormProps) {
  const { t } = useLanguage();
  return useForm<Asked>({
    initialValues: { population: population ?? '', size: size ?? '', reason: '' },
    validate: {
      population: (value) => (Number(value) >= 1 ? null : t('field.form.no-number')),
      size: (value, all) =>
        Number(value) >= 1 && Number(value) <= Number(all.population)
          ? null
          : t('field.pick.size-wrong'),
      reason: (value) =>
        again && value.trim().length < leastReason ? t('field.pick.reason-missing') : null,
    },
  });
}

/** How many people the list has, and how many of them to draw. */
export function PickForm(props: PickFormProps) {
  const { survey, siteId, again, onDone } = props;
  const { t } = useLanguage();
  const online = useOnline();
  const draw = useDrawPicks(survey, siteId);
  const form = usePickForm(props);
  const submit = form.onSubmit((values) =>
    draw.mutate(
      {
        population: Number(values.population),
        size: Number(values.size),
        ...(again && { reason: values.reason.trim() }),
      },
      { onSuccess: onDone },
    ),
  );
  return (
    <form className={css.pickForm} onSubmit={submit}>
      <NumberInput
        label={t('field.pick.population')}
        max={mostPeople}
        {...whole}
        {...form.getInputProps('population')}
      />
      <NumberInput
        label={t('field.pick.size')}
        max={mostPicks}
        {...whole}
        {...form.getInputProps('size')}
      />
      {again && (
        <TextInput
          label={t('field.pick.reason')}
          maxLength={500}
          className={css.grow ?? ''}
          {...form.getInputProps('reason')}
        />
      )}
      <Button type="submit" loading={draw.isPending} disabled={!online}>
        {t('field.pick.draw')}
      </Button>
      {draw.error && (
        <div className={css.whole}>
          <ProblemNote refusal={refusalOf(draw.error)} />
        </div>
      )}
    </form>
  );
}
