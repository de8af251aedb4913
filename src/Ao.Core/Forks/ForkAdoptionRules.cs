using Ao.Projects;

namespace Ao.Forks;

/// <summary>Holds adoptions to their limits: each refusal names what was given, why it cannot be, and what can.</summary>
internal static class ForkAdoptionRules
{
    private const int MaxForks = 200;
    private const int MaxText = 2_000;

    /// <summary>Checks what is asked for by itself.</summary>
    /// <exception cref="AoException">It cannot be.</exception>
    public static void Check(Project project, ForkAdoption adoption)
    {
        ArgumentNullException.ThrowIfNull(adoption);
        if (project.Options.Fork.Name is null)
        {
            throw new AoException($"Project '{project.Id}' is not declared as a fork, so that it has no forks to look at. Give it a Fork:Name in the configuration.");
        }

        if (!ProjectId.TryParse(adoption.Name, null, out _) || ForkNames.IsReserved(adoption.Name))
        {
            throw new AoException($"'{Printable.Quote(adoption.Name)}' cannot name a fork. Use 1 to {ProjectId.MaxLength} of a-z, 0-9 and '-', not first or last a hyphen, and neither '{ForkNames.Upstream}' nor '{ForkNames.Self}'.");
        }

        CheckPlace("place", adoption.Location);
        if (adoption.LedgerLocation is not null)
        {
            CheckLedgerPlace(adoption.LedgerLocation);
        }

        if (adoption.Branch is not null)
        {
            CheckPlace("branch", adoption.Branch);
        }

        CheckPassword(adoption.Location);
        if (adoption.Location == project.Source.Location)
        {
            throw new AoException($"'{Printable.Quote(adoption.Location)}' is project '{project.Id}' itself. Give the place of another copy of its source.");
        }

        CheckKey(adoption);
    }

    /// <summary>Checks a place of a ledger.</summary>
    /// <exception cref="AoException">It cannot be.</exception>
    public static void CheckLedgerPlace(string location)
    {
        CheckPlace("ledger's place", location);
        CheckPassword(location);
    }

    /// <summary>Checks it against the forks that there are.</summary>
    /// <param name="known">The forks that are known.</param>
    /// <param name="own">The project's own id, where it has one.</param>
    /// <param name="adoption">The fork to adopt.</param>
    /// <exception cref="AoException">It cannot be.</exception>
    public static void CheckAgainst(IReadOnlyList<ForkPeer> known, string? own, ForkAdoption adoption)
    {
        if (own is not null && (adoption.ForkId == own || (adoption.PublicKey is { } key && ForkKeys.IdOf(key) == own)))
        {
            throw new AoException($"Fork id {own} is the project's own. Give the id of the fork that is to be adopted, or none to look at its history alone.");
        }

        if (known.FirstOrDefault(peer => peer.Name != adoption.Name && peer.Location == adoption.Location) is { } there)
        {
            throw new AoException($"'{Printable.Quote(adoption.Location)}' is where fork '{there.Name}' is already. Use that one.");
        }

        if (adoption.ForkId is { } id && known.FirstOrDefault(peer => peer.Name != adoption.Name && peer.ForkId == id) is { } pinned)
        {
            throw new AoException($"Fork id {id} is that of fork '{pinned.Name}' already. One key is one fork.");
        }

        if (known.Count >= MaxForks && known.All(peer => peer.Name != adoption.Name))
        {
            throw new AoException($"The project knows {known.Count} forks, and no more are looked at. Remove some from the configuration first.");
        }
    }

    private static void CheckPlace(string what, string text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxText || text.StartsWith('-') || text.Any(char.IsControl))
        {
            throw new AoException($"'{Printable.Quote(ShortText.Of(text ?? "", 100))}' cannot be the {what} of a fork. Write it in one line of {MaxText} characters at most that does not begin with a hyphen.");
        }
    }

    private static void CheckPassword(string location)
    {
        if (ForkPlaces.HoldsPassword(location))
        {
            throw new AoException("The fork's place holds a password, which would be kept and shown. Leave it out and give the credentials to the program that the scm uses.");
        }
    }

    private static void CheckKey(ForkAdoption adoption)
    {
        if (adoption.ForkId is { } id)
        {
            ForkKeys.Require(id);
        }

        if (adoption.PublicKey is not { } key)
        {
            return;
        }

        var worked = key.Length > MaxText ? null : ForkKeys.IdOf(key);
        if (worked is null || (adoption.ForkId is not null && worked != adoption.ForkId))
        {
            throw new AoException(worked is null
                ? "The fork's public key is none. Write the base64 of its SubjectPublicKeyInfo, as its maintainers give it."
                : $"The public key is that of fork {worked}, not of {adoption.ForkId}. Ask the fork's maintainers which of the two is theirs.");
        }
    }
}
