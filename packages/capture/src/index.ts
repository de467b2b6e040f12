// What the package offers.
export {};
