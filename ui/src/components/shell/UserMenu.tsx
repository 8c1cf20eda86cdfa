import {
  Button,
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { PersonRegular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bodyOf } from '../../api/client.js';
import { useApi } from '../../api/context.js';
import { keys } from '../../api/keys.js';
import { meQuery } from '../../api/queries.js';
import { useSay } from '../useSay.js';

/** Who acts. In the demo the person can be switched; every act is recorded under the name shown here. */
export function UserMenu() {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery(useApi()));
  const switchUser = useSwitchUser();
  if (!me) return null;
  return (
    <Menu
      checkedValues={{ user: [me.actor] }}
      onCheckedValueChange={(_, { checkedItems }) => switchUser.mutate(checkedItems[0] ?? me.actor)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<PersonRegular />}
          aria-label={t('shell.actingAs', { name: me.name })}
          disabledFocusable={!me.isDemo}
        >
          {me.name}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{t('shell.demoUsers')}</MenuGroupHeader>
            {me.demoUsers.map((user) => (
              <MenuItemRadio key={user} name="user" value={user}>
                {user}
              </MenuItemRadio>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function useSwitchUser() {
  const api = useApi();
  const queryClient = useQueryClient();
  const { sayFailed } = useSay();
  return useMutation({
    mutationFn: (actor: string) => bodyOf(api.POST('/api/me', { body: { actor } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.me }),
    onError: sayFailed,
  });
}
