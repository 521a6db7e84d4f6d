import { fetchTorch } from './torch.js';

const { python, torchVersion } = await fetchTorch();
console.log(`PyTorch ${torchVersion}: ${python}`);
