/** Made from package-lock.json by scripts/lock-engines.mjs. Do not edit. */
import type { LockedEngine } from './table.js';
import type { EngineName } from './types.js';

export const LOCKED: Readonly<Record<EngineName, LockedEngine>> = {
  duckdb: {
    module: '@duckdb/node-api',
    version: '1.5.5-r.5',
    packages: [
      {
        name: '@duckdb/node-api',
        version: '1.5.5-r.5',
        integrity:
          'sha512-ZMX+sel3DjSKbGuQ44Y5Tp5LwYjlJkhB5faKr+9sSMcxixDMSW+8vaTOD1uRDuN9o0udUoCY/XX9PI1haEZuZg==',
      },
      {
        name: '@duckdb/node-bindings',
        version: '1.5.5-r.5',
        integrity:
          'sha512-sR7x91TfBunLqLbdvrcdiPCU+VGEQFPicxh1STZM402fuHW2ituPTAo2bY3IlntsvJShltrKF4R6B+JYPlAPZg==',
      },
      {
        name: '@duckdb/node-bindings-darwin-arm64',
        version: '1.5.5-r.5',
        integrity:
          'sha512-WJdeLTFy4pRg60rkbp9smtlP1iIQ8ErtIJkxS+2LQtM1ZZMSByyW+3WPpNoKe7IwPtVl2fLlPw7tDmQW4Z974g==',
        platforms: ['darwin-arm64'],
      },
      {
        name: '@duckdb/node-bindings-linux-arm64',
        version: '1.5.5-r.5',
        integrity:
          'sha512-CafH2AIvXtpwDynG3KB/4uEOHRGlFoB7auCRMIwH3BKNIobsANV5LSpDJ3tfyRCFIsK6e8AT1eseWVnu2Dv3cw==',
        platforms: ['linux-arm64'],
      },
      {
        name: '@duckdb/node-bindings-linux-x64',
        version: '1.5.5-r.5',
        integrity:
          'sha512-kCyq6BXhn6QXfwF8yVdVKriSSHP+rfVWcJ56cG8qZzlOZpxyvT5WGm6jMshxg4ditLlOsHsIN/D47RYrcjXuHQ==',
        platforms: ['linux-x64'],
      },
      {
        name: '@duckdb/node-bindings-win32-x64',
        version: '1.5.5-r.5',
        integrity:
          'sha512-mBGFn8netT/AAhK4TOG6Fw47+Db68CxCVtQ9qfxZc1kZAjds+aYrh17Fd/u5CbTDdxILsrcyuF8q9cUcm54kQA==',
        platforms: ['win32-x64'],
      },
    ],
  },
  onnxruntime: {
    module: 'onnxruntime-node',
    version: '1.30.0',
    packages: [
      {
        name: 'onnxruntime-node',
        version: '1.30.0',
        integrity:
          'sha512-twhs1C2C/BFkz1yc5OY0KIU2GUq6DURO7hD4bx5Q2Qy3nAMJwRXW8xU3NVczE29VA9lolLOYepoD8fjTGOfIqw==',
      },
      {
        name: 'onnxruntime-common',
        version: '1.30.0',
        integrity:
          'sha512-7fdVWjAID1dVhH/G8qK3APARunV4VkBFoCQAP7qp4Wkab0mrorvmc+sqiT+mKXOzDqdjN5j+/Z9nb4gzNPWcyA==',
      },
    ],
  },
};
