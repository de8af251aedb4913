using System.Globalization;

namespace Ao.Plugins.LocalProcess;

/// <summary>The user that programs run as, by numbers.</summary>
internal sealed record EnclosedUser(string Id, string Group)
{
    /// <summary>Finds a user by name or number.</summary>
    /// <exception cref="AoException">There is none, or it is root.</exception>
    public static EnclosedUser Of(string text, string accounts = "/etc/passwd")
    {
        var isNumber = uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var known = File.Exists(accounts)
            ? File.ReadLines(accounts).Select(static line => line.Split(':')).FirstOrDefault(fields => fields.Length > 3 && fields[isNumber ? 2 : 0] == text)
            : null;
        if (known is null && !isNumber)
        {
            throw new AoException($"The local-process runtime's option User names '{Printable.Quote(text)}', and this machine has no such user. Make one for agents alone, or give the number of one.");
        }

        var user = known is null ? new EnclosedUser(number.ToString(CultureInfo.InvariantCulture), number.ToString(CultureInfo.InvariantCulture)) : new EnclosedUser(known[2], known[3]);
        return user.Id == "0" || user.Group == "0"
            ? throw new AoException($"The local-process runtime's option User is '{Printable.Quote(text)}', which is root or of root's group: that keeps agents from nothing. Name a user made for agents alone.")
            : user;
    }
}
