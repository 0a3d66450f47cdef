// The only door of delivery and follow-up.
export { DeliveryRoom } from './DeliveryRoom.tsx'
