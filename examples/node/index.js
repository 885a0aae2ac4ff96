// What the handler does with an event that says {"hourglass": ACTION}; any other event comes back.
'use strict';

if (process.env.EXAMPLE_INIT_ERROR) throw new Error('the module fails while it loads');

class Refused extends Error {
    name = 'Refused';
}

const remaining = (callback, context) => callback(null, context.getRemainingTimeInMillis());

const actions = {
    greet: (callback) => callback(null, 'hello hourglass'),
    remaining,
    fail: (callback) => callback(new Refused('the handler says no')),
    throw: () => undefined.member,
    panic: () => {
        throw 'a string, which is no error';
    },
    // More than the platform takes.
    flood: (callback) => callback(null, 'x'.repeat(7_000_000)),
    sleep: (callback) => setTimeout(callback, 60_000),
    exit: () => process.exit(3),
    crash: () => process.kill(process.pid, 'SIGSEGV'),
};

exports.handler = (event, context, callback) => {
    const action = actions[event?.hourglass];
    if (action) return void action(callback, context);
    callback(null, event);
};
