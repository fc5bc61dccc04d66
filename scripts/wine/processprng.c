// Wine 8 lacks bcryptprimitives.dll, without which no program of Go 1.22 or newer starts.
// This DLL has its only function that Go calls, which is RtlGenRandom under another name.
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
	return SystemFunction036(buffer, (ULONG)length);
}
