import { build } from 'vite'; import { gzipSync } from 'node:zlib';
import { readdirSync, readFileSync } from 'node:fs';
const make = async (stub?: string) => {
const out: any = await build({ configFile:false, logLevel:'silent', plugins: [{name:'x', enforce:'pre', transform(code: string, id: string){ if (stub && id.endsWith('/'+stub)) { const names=[...code.matchAll(/export (?:async )?(?:function|const) (\w+)/g)].map(m=>m[1]); return names.map(n=>`export function ${n}(){return globalThis.x}`).join('\n'); } }}], build:{ write:false, target:'es2022', minify: true, lib:{ entry:'/work/main/packages/capture/src/index.ts', name:'Quizwire', formats:['iife'], fileName:'capture' } } });
return out[0].output[0].code; };
const full = await make(); const g = (c: string) => gzipSync(c,{level:9}).length;
console.log(full.length, g(full));
if (process.argv[2]) { console.log(full); }
else for (const f of readdirSync('src',{recursive:true}) as string[]) if (f.endsWith('.ts')) { const c = await make(f.split('/').pop()); console.log(f, full.length-c.length, g(full)-g(c)); }
