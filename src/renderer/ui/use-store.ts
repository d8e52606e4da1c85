import { useStore } from 'zustand';
import { store, type State } from '../store/store';

export const useAppState = <T>(pick: (state: State) => T): T => useStore(store, pick);
