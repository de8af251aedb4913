using System.Collections;

namespace Ao.Secrets;

/// <summary>Finds the secrets that a process was given by its environment: the values of variables that are named as secrets are.</summary>
internal static class EnvironmentSecrets
{
    private static readonly string[] s_words = ["TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "API_KEY", "APIKEY", "ACCESS_KEY", "PRIVATE_KEY", "CREDENTIAL"];

    public static IReadOnlyList<string> Of(IDictionary variables)
    {
        var values = new List<string>();
        foreach (DictionaryEntry variable in variables)
        {
            if (variable is { Key: string name, Value: string value } && s_words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                values.Add(value);
            }
        }

        return values;
    }
}
