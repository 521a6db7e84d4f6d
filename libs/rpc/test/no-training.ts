/** TrainModel of a service that is tried for something else. */
export async function* noTraining(): AsyncGenerator<object, void> {
  yield await Promise.resolve({});
}
