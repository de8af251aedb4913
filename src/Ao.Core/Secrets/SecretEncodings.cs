using System.Text;

namespace Ao.Secrets;

/// <summary>The encodings of a secret in which not every character stands for itself. Texts are bytes, one to a character.</summary>
internal static class SecretEncodings
{
    private const int Alignments = 3;
    private const int BitsOfByte = 8;
    private const int BitsOfDigit = 6;

    public static IEnumerable<string> Of(byte[] value)
    {
        for (var before = 0; before < Alignments; before++)
        {
            var text = Base64(value, before);
            if (text.Length >= KnownSecrets.MinLength)
            {
                yield return text;
                yield return text.Replace('+', '-').Replace('/', '_');
            }
        }

        yield return Encoding.Latin1.GetString([.. value.Reverse()]);
        var characters = Encoding.UTF8.GetString(value);
        yield return Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(characters));
        yield return Encoding.Latin1.GetString(Encoding.BigEndianUnicode.GetBytes(characters));
        yield return Encoding.Latin1.GetString(Encoding.UTF8.GetBytes([.. characters.Reverse()]));
    }

    /// <summary>Gives the digits of Base64 that follow from the value alone, where so many bytes stand before it and any behind it.</summary>
    private static string Base64(byte[] value, int before)
    {
        var text = Convert.ToBase64String([.. new byte[before], .. value]);
        var first = ((before * BitsOfByte) + BitsOfDigit - 1) / BitsOfDigit;
        var last = (before + value.Length) * BitsOfByte / BitsOfDigit;
        return text[first..last];
    }
}
