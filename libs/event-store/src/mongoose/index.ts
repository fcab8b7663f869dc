/**
 * Read models as models of mongoose, 8 or 9.
 *
 * ```ts
 * const accountSchema = new Schema({ _id: String, owner: String, cents: Number });
 *
 * @Module({
 *   imports: [EventStoreModule.forFeature({ projections: [accounts] })],
 *   providers: [mongooseReadModel({ projection: 'accounts', model: 'accounts', schema: accountSchema }), Reports],
 * })
 * class ReportsModule {}
 *
 * class Reports {
 *   constructor(@InjectReadModel('accounts', 'accounts') private readonly accounts: MongooseReadModel<AccountRow>) {}
 *
 *   richest = () => this.accounts.read((Account) => Account.find().sort({ cents: -1 }).limit(10).lean());
 * }
 * ```
 */
export { InjectReadModel, mongooseReadModel, readModelToken } from './mongoose-read-model.provider';
export type { MongooseReadModelOptions } from './mongoose-read-model.provider';
export { MongooseReadModel } from './mongoose-read-model';
