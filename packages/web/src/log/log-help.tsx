// What each line of the log can and cannot mean, in a dialog that any link of the log can open: `?help=1`.

import { changeAddress, useAddress } from '../shell/address.ts';
import { Dialog } from '../take/dialog.tsx';
import './log-tools.css';
import { LogLimits, MeaningTable } from './meaning-table.tsx';

export function LogHelp() {
  const isOpen = useAddress().get('help') === '1';
  return (
    <>
      <button
        type="button"
        className="button button-small"
        onClick={() => changeAddress({ help: '1' }, 'here')}
      >
        How to read this
      </button>
      {isOpen && (
        <Dialog
          titleId="help-title"
          className="log-help"
          onClose={() => changeAddress({ help: null }, 'here')}
        >
          <div className="dialog-body stack">
            <h2 id="help-title">What the log can and cannot mean</h2>
            <LogLimits />
            <h3>Line by line</h3>
            <MeaningTable />
          </div>
          <div className="dialog-foot">
            <button
              type="button"
              className="button button-primary"
              onClick={() => changeAddress({ help: null }, 'here')}
            >
              Close
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
