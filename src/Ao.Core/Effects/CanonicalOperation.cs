using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ao.Effects;

/// <summary>The canonical form of an operation: what a consent is bound to.</summary>
/// <remarks>Version 1: the text <c>ao-operation/1</c>, then key, kind, project, session, title, the number of parameters, and name and value of each parameter in
/// ordinal order of the names. Each text is its length in UTF-16 code units (four bytes, big-endian) and its code units (big-endian), so that no two operations have one form,
/// lone surrogates included; no session is a length of -1. The hash is SHA-256 in lower-case hexadecimal.</remarks>
internal static class CanonicalOperation
{
    private const string Form = "ao-operation/1";

    public static string Hash(Effect effect) => Convert.ToHexStringLower(SHA256.HashData(Write(effect)));

    private static ReadOnlySpan<byte> Write(Effect effect)
    {
        var form = new ArrayBufferWriter<byte>(1024);
        WriteText(form, Form);
        WriteText(form, effect.Key.Value);
        WriteText(form, effect.Kind.ToString());
        WriteText(form, effect.Project.Value);
        WriteText(form, effect.Session?.Value);
        WriteText(form, effect.Title);
        WriteNumber(form, effect.Parameters.Count);
        foreach (var (name, value) in effect.Parameters.OrderBy(static parameter => parameter.Key, StringComparer.Ordinal))
        {
            WriteText(form, name);
            WriteText(form, value);
        }

        return form.WrittenSpan;
    }

    private static void WriteText(ArrayBufferWriter<byte> form, string? text)
    {
        WriteNumber(form, text?.Length ?? -1);
        form.Write(Units(text));
    }

    private static void WriteNumber(ArrayBufferWriter<byte> form, int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(form.GetSpan(sizeof(int)), number);
        form.Advance(sizeof(int));
    }

    private static byte[] Units(string? text)
    {
        // Code units and not an encoding: an encoding would turn every lone surrogate into the same replacement.
        var units = new byte[(text?.Length ?? 0) * sizeof(char)];
        for (var index = 0; index < units.Length; index += sizeof(char))
        {
            BinaryPrimitives.WriteUInt16BigEndian(units.AsSpan(index), text![index / sizeof(char)]);
        }

        return units;
    }
}
