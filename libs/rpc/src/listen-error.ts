/** A service cannot listen where it was told to. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  /** For instance "the controller cannot listen on 127.0.0.1:50051: the address is taken"; says nothing of a remedy. */
  readonly fault: string;

  constructor(
    service: string,
    address: string,
    reason: string,
    remedy = `set BLOCKQNN_${service.toUpperCase()}_LISTEN to another host:port`,
    options?: ErrorOptions,
  ) {
    const fault = `the ${service} cannot listen on ${address}: ${reason}`;
    super(`${fault}; ${remedy}`, options);
    this.fault = fault;
  }
}
