export { type ChangeFeed, type ChangePage, type PayoutChange } from "./outbox/payout-change.ts"
export { type Endpoint } from "./outbox/check-endpoint.ts"
export {
  createOutbox,
  type Outbox,
  type OutboxOptions,
  type Replay,
  type TickResult
} from "./outbox/create-outbox.ts"
export { type DeadLetter, type EndpointStanding } from "./outbox/delivery-store.ts"
export { type SendWebhook } from "./outbox/send-delivery.ts"
export { type PayoutEvent, type PayoutEventType, payoutEventTypes } from "./outbox/payout-event.ts"
export { formatWebhookSecret, signWebhook } from "./outbox/sign-webhook.ts"
export { type VerifyOptions, type VerifyResult, verifyWebhook, type WebhookHeaders } from "./outbox/verify-webhook.ts"
