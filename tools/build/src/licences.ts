import { execa } from 'execa';
import { workspaceRoot } from '@event-sourcing/tools-kit';
import { z } from 'zod';

const billOfMaterials = z.looseObject({
  components: z.array(
    z.looseObject({
      name: z.string(),
      version: z.string(),
      licenses: z
        .array(
          z.looseObject({
            license: z.looseObject({ id: z.string().optional(), name: z.string().optional() }).optional(),
            expression: z.string().optional(),
          }),
        )
        .default([]),
    }),
  ),
});

/** What runs in production, with everything that it brings: CycloneDX, as npm writes it. */
export type BillOfMaterials = Readonly<z.infer<typeof billOfMaterials>>;

/** A package and the licence that it names. */
export interface Licensed {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** Asks npm what is installed here for production. */
export const readBillOfMaterials = async (): Promise<BillOfMaterials> => {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--omit', 'dev'];
  const { stdout } = await execa('npm', args, { cwd: workspaceRoot });
  return billOfMaterials.parse(JSON.parse(stdout));
};

/** Every package of it by its name. */
export const licencesOf = ({ components }: BillOfMaterials): readonly Licensed[] =>
  components
    .map(({ name, version, licenses }) => ({
      name,
      version,
      licence:
        licenses.map(({ license, expression }) => license?.id ?? license?.name ?? expression).join(', ') ||
        'none named',
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
