import type { SandboxClock } from '../contract.js';
import { openBooks, type Books } from './books.js';
import type { CompanyProfile } from './company-profile.js';
import { seededId } from './ids.js';
import { createJournal, type Journal, type RecordChange } from './journal.js';
import type { BusinessCentralSettings } from './settings.js';
import type { Row } from './table.js';

/** The environment: its companies, one journal and one version counter for all of them. */
export interface Environment {
  settings: BusinessCentralSettings;
  clock: SandboxClock;
  journal: Journal;
  companies: Map<string, Books>;
  /** Adds a company with empty books. Its id follows its name, so links stay good across starts. */
  addCompany(profile: CompanyProfile): Books;
  /** Version numbers of rows outside the companies. */
  nextVersion(): number;
}

export function createEnvironment(
  settings: BusinessCentralSettings,
  clock: SandboxClock,
  onCommit: (changes: RecordChange[]) => void,
): Environment {
  let version = 0;
  const journal = createJournal(onCommit);
  const nextVersion = () => (version += 1);
  const companies = new Map<string, Books>();
  return {
    settings,
    clock,
    journal,
    companies,
    nextVersion,
    addCompany(profile) {
      const companyId = seededId(`company ${profile.name}`);
      const books = openBooks({
        companyId,
        profile,
        settings,
        clock,
        journal,
        stamp: { nowMs: () => clock.nowMs(), nextVersion },
      });
      companies.set(companyId, books);
      return books;
    },
  };
}

/** A company as the companies page shows it. */
export function companyRow(books: Books): Row {
  return {
    id: books.companyId,
    version: 1,
    modifiedMs: books.createdMs,
    createdMs: books.createdMs,
    systemVersion: '27.1.41698.42122',
    timestamp: 20_931,
    name: books.profile.name,
    displayName: books.profile.displayName,
    businessProfileId: '',
    systemCreatedBy: '00000000-0000-0000-0000-000000000001',
    systemModifiedBy: '00000000-0000-0000-0000-000000000001',
  };
}
