import type { Figures } from '@blockqnn/network';
import type { Figures as FiguresMessage, FiguresInput } from '../generated/blockqnn/domain/v1/Figures.js';

export function figuresToProto(figures: Figures): FiguresInput {
  return { flops: figures.flops, parameters: figures.parameters, activationBytes: figures.activationBytes };
}

export function figuresFromProto(figures: FiguresMessage): Figures {
  return {
    flops: figures.flops,
    parameters: figures.parameters,
    activationBytes: figures.activationBytes,
  };
}
