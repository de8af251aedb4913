using System.Buffers;
using System.Text;

namespace Ao.Git;

/// <summary>Reads paths as git quotes them: in double quotes with C escapes, the bytes beyond ASCII in octal.</summary>
/// <remarks>Paths travel from one git to the next in this form, because not every file name is text in UTF-8.</remarks>
internal static class QuotedPath
{
    /// <summary>Gives the path as text; bytes that are no UTF-8 become replacement characters.</summary>
    public static string Decode(string quoted)
    {
        if (quoted is not ['"', .., '"'] || quoted.Length < 2)
        {
            return quoted;
        }

        var bytes = new ArrayBufferWriter<byte>(quoted.Length);
        for (var index = 1; index < quoted.Length - 1; index++)
        {
            var character = quoted[index];
            if (character != '\\')
            {
                Encoding.UTF8.GetBytes([character], bytes);
                continue;
            }

            character = quoted[++index];
            if (character is >= '0' and <= '3' && index + 2 < quoted.Length)
            {
                bytes.Write([(byte)(((character - '0') << 6) | ((quoted[index + 1] - '0') << 3) | (quoted[index + 2] - '0'))]);
                index += 2;
                continue;
            }

            bytes.Write([character switch
            {
                'a' => (byte)7,
                'b' => (byte)8,
                't' => (byte)9,
                'n' => (byte)10,
                'v' => (byte)11,
                'f' => (byte)12,
                'r' => (byte)13,
                _ => (byte)character,
            }]);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
