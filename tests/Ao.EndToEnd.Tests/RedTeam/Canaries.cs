namespace Ao.EndToEnd.Tests.RedTeam;

/// <summary>Credentials that open nothing but the fake forge. Where one turns up, it was stolen.</summary>
internal static class Canaries
{
    public const string Mark = "canary-";

    public static string Of(string place) => Mark + place;
}
