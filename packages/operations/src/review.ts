export { createReview, type Review, type ReviewOptions, type ReviewResult } from "./review/create-review.ts"
export { type ReviewAction, reviewActions, type ReviewOrder } from "./review/review-order.ts"
