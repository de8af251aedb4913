using System.Globalization;
using Ao.Forks;

namespace Ao.Configuration;

/// <summary>What attributes cannot say of forks: names, keys, and how settings go together.</summary>
internal sealed class ForkRules(ConfigurationProblems problems)
{
    private const int MaxPeers = 200;
    private const int MaxName = 64;
    private const int MaxLine = 200;
    private const int MaxLocation = 2000;
    private const int MaxKey = 2000;

    public void Validate(string key, string path, ForkOptions? fork)
    {
        if (fork is null)
        {
            return;
        }

        CheckLine($"{key}:Name", fork.Name, MaxName);
        CheckLine($"{key}:Contact", fork.Contact, MaxLine);
        CheckLine($"{key}:Domain", fork.Domain, MaxLine);
        CheckBranch($"{key}:UpstreamBranch", fork.UpstreamBranch);
        if (fork.Name is null && (fork.Role is not null || fork.Upstream is not null || fork.UpstreamBranch is not null || fork.Policy is not null || fork.Peers is { Count: > 0 }))
        {
            problems.Add($"{key}:Name", "is missing, so that the other settings of the fork are of no effect. Name the fork, or remove them");
        }

        for (var index = 0; index < fork.ForkOnlyPaths?.Count; index++)
        {
            CheckLine(string.Create(CultureInfo.InvariantCulture, $"{key}:ForkOnlyPaths:{index}"), fork.ForkOnlyPaths[index], MaxLocation);
        }

        CheckUpstream(key, path, fork);
        ValidatePeers($"{key}:Peers", path, fork);
    }

    private void CheckUpstream(string key, string path, ForkOptions fork)
    {
        CheckLocation($"{key}:Upstream", fork.Upstream);
        if (problems.Has($"{key}:Upstream"))
        {
            return;
        }

        if (fork.Upstream is null && fork.Role is ForkRole.Contributor)
        {
            problems.Add($"{key}:Upstream", "is missing, and a Contributor has one. Say where the source is, or choose another Role");
        }
        else if (fork.Upstream is not null && fork.Role is ForkRole.Upstream)
        {
            problems.Add($"{key}:Upstream", "is set, and the Role says that the project is the upstream itself. Remove one of the two");
        }
        else if (fork.Upstream is not null && fork.Upstream == path)
        {
            problems.Add($"{key}:Upstream", "is the project itself. Say where the source is that it was forked from");
        }
        else if (fork.Upstream is null && fork.UpstreamBranch is not null)
        {
            problems.Add($"{key}:UpstreamBranch", "is set and there is no Upstream. Say where the source is, or remove the setting");
        }

        if (fork.Upstream is null && fork.Policy is ForkPolicy.UpstreamFirst)
        {
            problems.Add($"{key}:Policy", "says UpstreamFirst and there is no Upstream. Say where the source is, or remove the setting");
        }
    }

    private void ValidatePeers(string key, string path, ForkOptions fork)
    {
        if (fork.Peers?.Count > MaxPeers)
        {
            problems.Add(key, $"has {fork.Peers.Count} peers. Use {MaxPeers} at most");
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var locations = new HashSet<string>(StringComparer.Ordinal) { path };
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < fork.Peers?.Count; index++)
        {
            if (fork.Peers[index] is { } peer)
            {
                var peerKey = string.Create(CultureInfo.InvariantCulture, $"{key}:{index}");
                CheckName($"{peerKey}:Name", peer.Name, names);
                CheckPlace($"{peerKey}:Location", peer, fork.Upstream, locations);
                CheckLocation($"{peerKey}:LedgerLocation", peer.LedgerLocation);
                CheckBranch($"{peerKey}:Branch", peer.Branch);
                CheckKey(peerKey, peer, ids);
            }
        }
    }

    private void CheckName(string key, string name, HashSet<string> names)
    {
        if (string.IsNullOrEmpty(name) || problems.Has(key))
        {
            return;
        }

        if (!ProjectId.TryParse(name, null, out _))
        {
            problems.Add(key, $"'{Printable.Quote(name)}' cannot name a fork. Use 1 to {ProjectId.MaxLength} of a-z, 0-9 and '-', not first or last a hyphen");
        }
        else if (ForkNames.IsReserved(name))
        {
            problems.Add(key, $"'{name}' has a meaning of its own: {ForkNames.Upstream} is the source that the project was forked from, {ForkNames.Self} the project. Choose another name");
        }
        else if (!names.Add(name))
        {
            problems.Add(key, $"'{name}' names another peer of the project too. Give each its own name");
        }
    }

    private void CheckPlace(string key, PeerOptions peer, string? upstream, HashSet<string> locations)
    {
        if (string.IsNullOrEmpty(peer.Location))
        {
            return;
        }

        CheckLocation(key, peer.Location);

        // Forks with keys may meet at one place, but for that of the upstream, which is the upstream's own.
        var mayMeet = (peer.ForkId ?? peer.PublicKey) is not null && peer.Location != upstream;
        if (!problems.Has(key) && !locations.Add(peer.Location) && !mayMeet)
        {
            problems.Add(key, $"'{Printable.Quote(peer.Location)}' is where the project itself or another peer is. Name each place once, and a place where only ledgers meet with LedgerLocation");
        }
    }

    private void CheckKey(string key, PeerOptions peer, HashSet<string> ids)
    {
        if (peer.ForkId is { } id && !ForkKeys.IsForkId(id))
        {
            problems.Add($"{key}:ForkId", $"'{Printable.Quote(id)}' is no fork id. Write its 16 hexadecimal digits, in lower case");
            return;
        }

        if (peer.PublicKey is not null && (peer.PublicKey.Length > MaxKey || ForkKeys.IdOf(peer.PublicKey) is null))
        {
            problems.Add($"{key}:PublicKey", "is no public key. Write the base64 of its SubjectPublicKeyInfo, as the fork's maintainers give it");
            return;
        }

        var worked = peer.PublicKey is null ? null : ForkKeys.IdOf(peer.PublicKey);
        if (worked is not null && peer.ForkId is not null && worked != peer.ForkId)
        {
            problems.Add($"{key}:PublicKey", $"is the key of fork {worked}, not of {peer.ForkId}. Ask the fork's maintainers which of the two is theirs");
        }
        else if ((peer.ForkId ?? worked) is { } pinned && !ids.Add(pinned))
        {
            problems.Add($"{key}:{(peer.ForkId is null ? "PublicKey" : "ForkId")}", $"is that of another peer too ({pinned}). Pin each fork once");
        }
    }

    private void CheckLine(string key, string? text, int longest)
    {
        if (text is null)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add(key, "is empty. Give it a value or remove the setting");
        }
        else if (text.Any(char.IsControl))
        {
            problems.Add(key, $"'{Printable.Quote(text)}' holds a control character. Remove it");
        }
        else if (text.Length > longest)
        {
            problems.Add(key, $"has {text.Length} characters. Use {longest} at most");
        }
    }

    private void CheckLocation(string key, string? location)
    {
        CheckLine(key, location, MaxLocation);
        if (location is not null && location.StartsWith('-'))
        {
            problems.Add(key, "begins with a hyphen, which no place may. Write a folder or an address");
        }
        else if (location is not null && ForkPlaces.HoldsPassword(location))
        {
            problems.Add(key, "holds a password, which would be shown. Leave it out and give the credentials to the program that the scm uses");
        }
    }

    private void CheckBranch(string key, string? branch)
    {
        CheckLine(key, branch, MaxLine);
        if (branch is not null && branch.StartsWith('-'))
        {
            problems.Add(key, "begins with a hyphen, which no branch may");
        }
    }
}
