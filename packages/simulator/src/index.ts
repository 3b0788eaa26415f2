export { createBank } from "./bank.ts"
export type {
  Bank, BankAnswer, BankEvent, BankOptions, BankRequest, DebitState, Fault, FaultKind, FaultMatch, FaultRequest, LedgerRow, Partner,
  PartnerCredentials, PartnerRequest, Payment, Rail, Step
} from "./bank.ts"
export { createBroker } from "./broker/broker.ts"
export type { Broker, BrokerApp, BrokerEvent, BrokerOptions, BrokerReply, HttpCall } from "./broker/broker.ts"
export { magicAccounts } from "./composite/magic-accounts.ts"
export type { MagicAccount } from "./composite/magic-accounts.ts"
export { faultTable } from "./fault-table.ts"
export type { FaultRule } from "./fault-table.ts"
export { createBankKeys } from "./gateway.ts"
export type { BankKeys } from "./gateway.ts"
export { createSimulator, isDropped } from "./simulator.ts"
export type { Simulator, SimulatorEvent, SimulatorOptions } from "./simulator.ts"
