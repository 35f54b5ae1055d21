/** Joins the open event of a sandbox on 127.0.0.1 under a name. @returns the team's key */
export async function joinTeam(port: number, name: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/teams`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ joinCode: 'BENCH-0001', name }),
  });
  if (answer.status !== 201) throw new Error(`Joining failed: ${await answer.text()}`);
  return (await answer.json()).key.secret;
}
